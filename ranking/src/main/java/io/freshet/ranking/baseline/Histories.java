package io.freshet.ranking.baseline;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;

/** The items of every user's events, the oldest first, repeats included. One thread. Memory: 4 to 8 bytes an event. */
final class Histories {
    private static final IntArrayList NOTHING = new IntArrayList(0);

    private final List<IntArrayList> users = new ArrayList<>();

    /** Not to be changed. */
    IntArrayList of(int user) {
        return user < users.size() ? users.get(user) : NOTHING;
    }

    void add(int user, int item) {
        while (users.size() <= user) {
            users.add(new IntArrayList(4));
        }
        users.get(user).add(item);
    }

    long bytes() {
        long bytes = 0;
        for (IntArrayList items : users) {
            bytes += (long) Integer.BYTES * items.elements().length;
        }
        return bytes;
    }
}
