/** The DynamoDB client that a function starts with: its table, limits, timeouts and retries. */
package sealedstore.items.dynamodb;
