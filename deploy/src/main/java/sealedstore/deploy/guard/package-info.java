/** Reads a CloudFormation change set, says what it does, refuses what would lose data. */
package sealedstore.deploy.guard;
