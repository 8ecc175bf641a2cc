/** Records what callers at once were answered, and checks that no update was lost. */
package sealedstore.deployed.history;
