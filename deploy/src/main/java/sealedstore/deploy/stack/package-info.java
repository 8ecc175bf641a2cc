/** A stack in CloudFormation: its status, events, outputs, change sets and protections. */
package sealedstore.deploy.stack;
