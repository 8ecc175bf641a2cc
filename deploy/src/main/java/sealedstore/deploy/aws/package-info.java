/** The clients of the AWS services that the commands call. */
package sealedstore.deploy.aws;
