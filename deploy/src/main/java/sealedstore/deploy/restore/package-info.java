/**
 * A table restored beside the live one, compared with it, copied back from, or put in its place.
 */
package sealedstore.deploy.restore;
