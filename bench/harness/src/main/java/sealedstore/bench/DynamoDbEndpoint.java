package sealedstore.bench;

/**
 * Where a function finds its table.
 *
 * @param url of DynamoDB's API
 * @param table name of the table
 * @param certificate what the URL's TLS is trusted by
 */
record DynamoDbEndpoint(String url, String table, Certificate certificate) {}
