package io.freshet.ranking;

/** One place of a list: the item, its score under its source, and which source it came from. */
public record RankedItem(String itemId, float score, String source) {}
