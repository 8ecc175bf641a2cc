/** The item: its id, its attributes, its size and numbers by DynamoDB's rules, and its JSON. */
package sealedstore.items.item;
