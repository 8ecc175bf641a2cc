/** Everything that is done to a stack in an account, as one command. */
package sealedstore.deploy;
