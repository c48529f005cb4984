package io.freshet.features;

/**
 * The reserved rows of items' declared features: named by a hash of their definitions and the item's id, so that what was counted
 * under other definitions is another row.
 */
final class FeatureRowNames {
    private static final String PREFIX = "\0item-features:";

    private FeatureRowNames() {}

    /** What the ids of all rows under these definitions begin with. */
    static String prefix(String fingerprint) {
        return PREFIX + fingerprint + ":";
    }

    /** Whether a row is one of them, under whatever definitions. */
    static boolean has(String rowId) {
        return rowId.startsWith(PREFIX) && rowId.indexOf(':', PREFIX.length()) >= 0;
    }

    /** The item that one of them belongs to. */
    static String itemOf(String rowId) {
        return rowId.substring(rowId.indexOf(':', PREFIX.length()) + 1);
    }
}
