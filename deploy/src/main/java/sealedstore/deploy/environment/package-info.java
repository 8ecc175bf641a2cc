/** An environment: its settings in samconfig.toml, the plan made for it, and SAM. */
package sealedstore.deploy.environment;
