package sealedstore.bench;

import java.io.IOException;

/** Answers the functions' requests. */
sealed interface DynamoDb permits MemoryDynamoDb, RemoteDynamoDb {

  /**
   * @param status HTTP status
   * @param body JSON
   */
  record Answer(int status, byte[] body) {}

  /** Name of the only table. */
  String table();

  /**
   * @param operation the part of the header X-Amz-Target after the point
   * @param request JSON
   */
  Answer answer(String operation, byte[] request) throws IOException, InterruptedException;
}
