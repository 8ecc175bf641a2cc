package sealedstore.bench;

import java.io.IOException;

/** What answers the functions' requests. */
sealed interface DynamoDb permits MemoryDynamoDb, RemoteDynamoDb {

  /**
   * @param status of HTTP
   * @param body JSON
   */
  record Answer(int status, byte[] body) {}

  /** Name of the one table that there is. */
  String table();

  /**
   * @param operation as in the header X-Amz-Target, after the point
   * @param request JSON
   */
  Answer answer(String operation, byte[] request) throws IOException, InterruptedException;
}
