/** What a person at the terminal sees of a command that runs. */
package sealedstore.deploy.terminal;
