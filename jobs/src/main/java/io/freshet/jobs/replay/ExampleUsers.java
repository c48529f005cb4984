package io.freshet.jobs.replay;

import io.freshet.embedding.SplitMix64;
import io.freshet.ranking.eval.TestPlan;
import io.freshet.ranking.eval.Window;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A handful of users of the last tenth whose lists are shown to people, and which of their groups: the last ones. Chosen
 * by their numbers and a seed, those with two tests or more first, never by how a model fared.
 */
final class ExampleUsers {
    private static final int USERS = 6;
    private static final int GROUPS_OF_A_USER = 5;
    private static final int EARLIER_EVENTS = 5;

    private final TestPlan plan;
    private final List<Integer> users;
    private final Int2ObjectMap<List<Integer>> groupsOf = new Int2ObjectOpenHashMap<>();
    private final IntOpenHashSet groups = new IntOpenHashSet();

    ExampleUsers(TestPlan plan, long seed) {
        this.plan = plan;
        this.users = choose(seed);
        collectGroups();
    }

    List<Integer> users() {
        return users;
    }

    /** Whether the list of the group is to be kept. */
    boolean shows(int group) {
        return groups.contains(group);
    }

    /** The groups of a chosen user that are shown, in order. */
    List<Integer> groupsOf(int user) {
        return groupsOf.getOrDefault(user, List.of());
    }

    private void collectGroups() {
        users.forEach(user -> groupsOf.put(user.intValue(), new ArrayList<>()));
        for (int index = 0; index < plan.stream().size(); index++) {
            List<Integer> all = groupsOf.get(plan.stream().user(index));
            if (all != null && isCandidate(index)) {
                addLatest(all, plan.group(index));
            }
        }
        groupsOf.values().forEach(groups::addAll);
    }

    /** Groups come in order, those of one user too. */
    private static void addLatest(List<Integer> all, int group) {
        if (!all.isEmpty() && all.get(all.size() - 1) == group) {
            return;
        }
        if (all.size() == GROUPS_OF_A_USER) {
            all.remove(0);
        }
        all.add(group);
    }

    private List<Integer> choose(long seed) {
        Window window = Window.lastTenth(plan);
        Int2IntOpenHashMap tests = new Int2IntOpenHashMap();
        for (int index = window.from(); index < window.to(); index++) {
            if (isCandidate(index)) {
                tests.addTo(plan.stream().user(index), 1);
            }
        }
        return tests.int2IntEntrySet().stream()
                .sorted(Comparator.comparing((Int2IntOpenHashMap.Entry entry) -> entry.getIntValue() < 2)
                        .thenComparing(entry -> SplitMix64.mix(seed ^ SplitMix64.mix(entry.getIntKey()))))
                .limit(USERS)
                .map(Int2IntOpenHashMap.Entry::getIntKey)
                .toList();
    }

    private boolean isCandidate(int index) {
        return plan.isTested(index) && plan.userEvents(index) >= EARLIER_EVENTS;
    }
}
