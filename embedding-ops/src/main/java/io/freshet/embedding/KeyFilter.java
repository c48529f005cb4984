package io.freshet.embedding;

/**
 * Says whether the item of a key may enter a {@link ScanResult}; asked only for items whose score would let them in. By
 * key and not by row, because beside the writer a row may change its item. Called by scan threads: what it looks at must
 * not change meanwhile, or be safe for them to read.
 */
@FunctionalInterface
public interface KeyFilter {
    KeyFilter ALL = key -> true;

    boolean accepts(long key);
}
