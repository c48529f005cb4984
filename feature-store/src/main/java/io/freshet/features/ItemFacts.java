package io.freshet.features;

import java.util.List;
import java.util.TreeSet;

/**
 * What the catalogue says of one item.
 *
 * @param available whether it may be recommended
 * @param categories that it belongs to, each once and in order
 */
public record ItemFacts(boolean available, List<String> categories) {
    /** Of an item that the catalogue says nothing about. */
    public static final ItemFacts USUAL = new ItemFacts(true, List.of());

    /** Of an item that was taken out of the catalogue. */
    public static final ItemFacts GONE = new ItemFacts(false, List.of());

    public ItemFacts {
        categories = List.copyOf(new TreeSet<>(categories));
    }
}
