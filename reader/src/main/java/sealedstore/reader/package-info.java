/** The reader function: an event becomes a look-up in the table. */
package sealedstore.reader;
