package io.freshet.ranking.eval;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * How unlike each other the first {@link Accuracy#N} items of lists are: the mean over lists of 1 − the mean Jaccard similarity of
 * the categories of two of their items (intra-list diversity, Ziegler et al., WWW 2005). Items without categories, and lists with less
 * than two that have some, do not count. One thread. Cost: 45 pairs a list.
 */
final class ListDiversity {
    /** By the item's number in the stream: its categories by number, in ascending order. */
    private final List<int[]> categories = new ArrayList<>();

    private final int[] known = new int[Accuracy.N];
    private double sum;
    private long lists;
    private double newest = Double.NaN;

    ListDiversity(RecordedStream stream, Function<String, List<String>> categoriesOf) {
        Object2IntOpenHashMap<String> numbers = new Object2IntOpenHashMap<>();
        for (int item = 0; item < stream.items(); item++) {
            categories.add(categoriesOf.apply(stream.itemId(item)).stream()
                    .distinct()
                    .mapToInt(category -> numbers.computeIfAbsent(category, any -> numbers.size()))
                    .sorted()
                    .toArray());
        }
    }

    /** Whether any item has a category. */
    boolean isKnown() {
        return categories.stream().anyMatch(each -> each.length > 0);
    }

    /** A list was tested, whose items these are by their numbers, best first. */
    void tested(int[] items, int size) {
        newest = of(items, Math.min(size, Accuracy.N));
        again();
    }

    /** The same list was tested once more. */
    void again() {
        if (!Double.isNaN(newest)) {
            sum += newest;
            lists++;
        }
    }

    /** NaN if no list counted. */
    double mean() {
        return sum / lists;
    }

    private double of(int[] items, int size) {
        int withCategories = 0;
        for (int place = 0; place < size; place++) {
            if (categories.get(items[place]).length > 0) {
                known[withCategories++] = items[place];
            }
        }
        double similarity = 0;
        for (int one = 0; one < withCategories; one++) {
            for (int other = 0; other < one; other++) {
                similarity += jaccard(categories.get(known[one]), categories.get(known[other]));
            }
        }
        int pairs = withCategories * (withCategories - 1) / 2;
        return pairs == 0 ? Double.NaN : 1 - similarity / pairs;
    }

    private static double jaccard(int[] one, int[] other) {
        int common = 0;
        for (int category : one) {
            common += Arrays.binarySearch(other, category) >= 0 ? 1 : 0;
        }
        return (double) common / (one.length + other.length - common);
    }
}
