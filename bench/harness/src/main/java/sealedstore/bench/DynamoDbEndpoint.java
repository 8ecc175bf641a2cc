package sealedstore.bench;

/**
 * Where a function finds its table.
 *
 * @param url the URL of DynamoDB's API
 * @param table name of the table
 * @param certificate the certificate of its TLS
 */
record DynamoDbEndpoint(String url, String table, Certificate certificate) {}
