package io.freshet.benchmarks.loops;

import io.freshet.schemas.Interaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * An attack on a stream: bots, as many as one in a hundred users, take a popular item and the promoted one by turns. Tells
 * where the promoted item stands in the lists of honest users afterwards, with the bots and without.
 */
final class Poisoning {
    private static final int LIST = 1_000;
    private static final int TOP = 10;

    /** Of the stream when the bots come, in tenths. */
    private static final int BEGIN = 7;

    private static final int EVENTS_OF_A_BOT = 20;
    private static final int POPULAR = 50;
    private static final int ASKED = 500;
    private static final double SHARE = 0.01;

    private final List<Interaction> honest;
    private final List<Interaction> poisoned;
    private final String promoted;
    private final List<Interaction> asking;

    /** @param honest the stream; its last tenth is not played, its users are asked */
    Poisoning(List<Interaction> stream, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        this.honest = stream.subList(0, stream.size() / 10 * 9);
        Map<String, Integer> counts = new LinkedHashMap<>();
        int begin = stream.size() / 10 * BEGIN;
        honest.subList(0, begin).forEach(event -> counts.merge(event.itemId(), 1, Integer::sum));
        List<String> byCount = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
        this.promoted = byCount.get(byCount.size() / 2);
        long users = honest.stream().map(Interaction::userId).distinct().count();
        this.poisoned = poisoned(begin, Math.max(1, (int) (SHARE * users)), byCount.subList(0, POPULAR), random);
        this.asking = asking(stream);
    }

    /**
     * The promoted item in the lists of honest users.
     *
     * @param top share of lists that have it among the first ten
     * @param reciprocalRank mean of its reciprocal rank, 0 where it is not found
     */
    record Standing(double top, double reciprocalRank) {}

    Standing without(Policy policy) {
        return standing(policy, honest);
    }

    Standing with(Policy policy) {
        return standing(policy, poisoned);
    }

    private Standing standing(Policy policy, List<Interaction> stream) {
        stream.forEach(policy::learn);
        double top = 0;
        double reciprocal = 0;
        for (Interaction next : asking) {
            int place = policy.list(next, LIST).indexOf(promoted);
            top += place >= 0 && place < TOP ? 1 : 0;
            reciprocal += place >= 0 ? 1.0 / (place + 1) : 0;
        }
        return new Standing(top / asking.size(), reciprocal / asking.size());
    }

    /** The bots' events evenly between those of the rest of the stream. */
    private List<Interaction> poisoned(int begin, int bots, List<String> popular, RandomGenerator random) {
        List<Interaction> all = new ArrayList<>(honest.subList(0, begin));
        int attacks = bots * EVENTS_OF_A_BOT;
        int rest = honest.size() - begin;
        int done = 0;
        for (int i = 0; i < rest; i++) {
            Interaction event = honest.get(begin + i);
            all.add(event);
            for (; done < (long) attacks * (i + 1) / rest; done++) {
                String item = done / bots % 2 == 0 ? popular.get(random.nextInt(popular.size())) : promoted;
                all.add(Interaction.of("bot" + done, "bot" + done % bots, item, 1f, event.eventTimeMs()));
            }
        }
        return all;
    }

    /** One event each of users of the last tenth who are known. */
    private List<Interaction> asking(List<Interaction> stream) {
        Map<String, Interaction> latest = new HashMap<>();
        honest.forEach(event -> latest.put(event.userId(), event));
        Map<String, Interaction> asked = new LinkedHashMap<>();
        for (Interaction event : stream.subList(honest.size(), stream.size())) {
            if (asked.size() < ASKED && latest.containsKey(event.userId())) {
                asked.putIfAbsent(event.userId(), event);
            }
        }
        return List.copyOf(asked.values());
    }
}
