package io.freshet.ranking.eval;

import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tests of known users as lines "index, dense user, dense item, variant, rank", as the golden files have them. */
final class Tested implements PrequentialEvaluation.Observer {
    private final Variant variant;
    private final Map<String, Integer> users;
    private final Map<String, Integer> items;
    private final List<String> lines = new ArrayList<>();

    private Tested(Variant variant, Map<String, Integer> users, Map<String, Integer> items) {
        this.variant = variant;
        this.users = users;
        this.items = items;
    }

    static List<String> lines(PrequentialModel model, Mode mode, Variant variant, List<Interaction> stream) {
        Map<String, Integer> users = new HashMap<>();
        Map<String, Integer> items = new HashMap<>();
        for (Interaction event : stream) {
            users.putIfAbsent(event.userId(), users.size());
            items.putIfAbsent(event.itemId(), items.size());
        }
        Tested tested = new Tested(variant, users, items);
        new PrequentialEvaluation(model, mode, variant, tested).run(stream.iterator());
        return tested.lines;
    }

    @Override
    public void tested(long index, Interaction event, boolean knownUser, int rank) {
        if (knownUser) {
            lines.add(index + "\t" + users.get(event.userId()) + "\t" + items.get(event.itemId()) + "\t" + variant
                    + "\t" + rank);
        }
    }
}
