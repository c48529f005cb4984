package io.freshet.ranking;

/**
 * One place of a list.
 *
 * @param score under its source
 * @param source which it came from
 * @param propensity probability with which the item was put at this place; 1 where chance had no part
 */
public record RankedItem(String itemId, float score, String source, float propensity) {
    /** Without chance. */
    public RankedItem(String itemId, float score, String source) {
        this(itemId, score, source, 1f);
    }
}
