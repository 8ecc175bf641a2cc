/**
 * The exceptions that fail an invocation, and nothing else. Lambda reports the full name of the
 * exception's class as {@code errorType}.
 *
 * <p>These names are part of the public contract (docs/reference/events.md). Renaming one or moving
 * it to another package breaks callers.
 */
package sealedstore.items.fault;
