/** The command line: one class per subcommand. */
package sealedstore.deploy.command;
