package io.freshet.features;

/**
 * What the catalogue says of an item's content.
 *
 * @param vector by any embedder; nobody writes to it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ItemContent(String id, float[] vector) {}
