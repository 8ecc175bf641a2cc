/** The writer function: a checked event becomes an item of the table. */
package sealedstore.writer;
