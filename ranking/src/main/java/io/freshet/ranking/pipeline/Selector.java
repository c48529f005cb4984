package io.freshet.ranking.pipeline;

import io.freshet.embedding.TopK;

/** Chooses and orders what is answered; it answers with candidates only, and with none twice. */
interface Selector {
    /** Leaves the chosen rows in {@code best}, finished, and returns how many there are. */
    int select(CandidateTable table, float[] scores, int limit, TopK best);
}
