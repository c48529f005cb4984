package io.freshet.ranking.pipeline;

/** Keeps what the user has not consumed, or everything where items repeat. */
final class ConsumedFilter implements CandidateFilter {
    @Override
    public boolean keeps(Query query, int row) {
        return query.unconsumed().accepts(row);
    }
}
