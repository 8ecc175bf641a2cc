/** What a function does before a SnapStart snapshot and after a restore, but never for a call. */
package sealedstore.items.snapstart;
