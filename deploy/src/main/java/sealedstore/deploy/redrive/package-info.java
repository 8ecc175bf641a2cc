/** Writes that failed asynchronously and wait in the failure queue, written again. */
package sealedstore.deploy.redrive;
