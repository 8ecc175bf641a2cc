package sealedstore.deploy.redrive;

/** What the writer made of an event. */
sealed interface Answer {

  /** The item is stored or deleted. */
  record Written() implements Answer {}

  /** The event's condition does not hold, and will not: the table has another item. */
  record Superseded(String code) implements Answer {}

  /** The event breaks a rule of the writer's. */
  record Refused(String code) implements Answer {}

  /** A fault of the service, which may pass. */
  record Failed(String errorType) implements Answer {}
}
