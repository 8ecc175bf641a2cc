/** The values of a template, as a change set's contexts give them. */
package sealedstore.deploy.guard.value;
