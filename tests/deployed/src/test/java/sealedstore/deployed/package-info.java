/**
 * Tests of the functions on a DynamoDB API, and of a deployed stack: the local one or one in a real
 * account, found by the environment variables STACK_NAME and AWS_ENDPOINT_URL.
 */
package sealedstore.deployed;
