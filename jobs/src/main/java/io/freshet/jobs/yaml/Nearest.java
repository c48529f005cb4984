package io.freshet.jobs.yaml;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;

/** Finds what somebody probably meant. */
public final class Nearest {
    private Nearest() {}

    /** The word that the fewest insertions, deletions and replacements of a letter lead to; the first of several. */
    public static String to(String typed, Collection<String> words) {
        return Collections.min(words, Comparator.comparingInt(word -> distance(typed, word)));
    }

    /** Levenshtein's; O(length²). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
