/** What both functions share: the item and its rules, its JSON, answers and faults. */
package sealedstore.items;
