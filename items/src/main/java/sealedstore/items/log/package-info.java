/** The functions' log: one line of JSON for each call, and the warnings of libraries. */
package sealedstore.items.log;
