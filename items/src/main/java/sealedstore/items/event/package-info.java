/** The event that a function is invoked with, and the answer that it returns. */
package sealedstore.items.event;
