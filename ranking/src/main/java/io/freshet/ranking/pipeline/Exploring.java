package io.freshet.ranking.pipeline;

import io.freshet.embedding.SplitMix64;

/**
 * Gives one place of the list to chance now and then: with probability ε its item is drawn from all candidates that do not
 * stand above it, each as probable as the other. Whether and which is a function of the query's seed, and every place gets the
 * probability that it is held by what holds it, for estimates that undo the selection's bias.
 *
 * <p>What is drawn moves up, and those between move down. With m candidates from place p on, place r &gt; p holds what stood
 * there before unless the drawn one came from behind r: with probability 1 − ε + ε(r − p)/m; else its upper neighbour.
 */
final class Exploring implements Selector {
    private final Selector base;
    private final float share;
    private final int explored;
    private final SplitMix64 random = new SplitMix64(0);

    /**
     * @param share ε
     * @param place the place, 1 for the first; shorter lists explore nothing
     */
    Exploring(Selector base, float share, int place) {
        this.base = base;
        this.share = share;
        this.explored = place - 1;
    }

    @Override
    public void select(Query query, CandidateTable table, float[] scores, int limit, Selection chosen) {
        base.select(query, table, scores, limit, chosen);
        if (chosen.size() <= explored) {
            return;
        }
        random.reset(query.seed());
        int drawn = explored;
        int candidates = table.size() - explored;
        boolean explores = random.nextFloat() < share;
        if (explores) {
            drawn = bring(draw(table, chosen), table, scores, chosen);
        }
        for (int place = explored; place < chosen.size(); place++) {
            float asBefore = 1f - share + share * (place - explored + (place == explored ? 1 : 0)) / candidates;
            float moved = place == explored ? share / candidates : 1f - asBefore;
            boolean isMoved = place == explored ? drawn > explored : drawn >= place;
            chosen.propensity(place, explores && isMoved ? moved : asBefore);
        }
    }

    private int draw(CandidateTable table, Selection chosen) {
        while (true) {
            int place = random.nextInt(table.size());
            int above = chosen.placeOf(table.row(place), 0);
            if (above < 0 || above >= explored) {
                return place;
            }
        }
    }

    /** Moves the candidate to the explored place; returns where it stood, or the length of the list if it did not. */
    private int bring(int candidate, CandidateTable table, float[] scores, Selection chosen) {
        int from = chosen.placeOf(table.row(candidate), explored);
        if (from < 0) {
            from = chosen.size();
            chosen.add(table.row(candidate), scores[candidate]);
            chosen.moveUp(from, explored);
            chosen.truncate(from);
            return from;
        }
        chosen.moveUp(from, explored);
        return from;
    }
}
