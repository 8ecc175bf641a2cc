/** Says what one policy allows, or no longer denies, that another did not. */
package sealedstore.deploy.guard.policy;
