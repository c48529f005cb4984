package io.freshet.jobs.live;

import io.freshet.features.ItemReplica;
import io.freshet.jobs.kafka.Broadcast;
import io.freshet.jobs.kafka.CatalogueChange;
import io.freshet.jobs.kafka.CatalogueChanges;
import io.freshet.jobs.kafka.PublishedRows;
import io.freshet.jobs.kafka.RulesChange;
import io.freshet.ranking.Recommender;
import io.freshet.schemas.ItemState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what is broadcast to all learners into one of them. Mailbox thread only. */
final class RowIntake {
    private static final Logger LOG = LoggerFactory.getLogger(RowIntake.class);

    private final Learner learner;
    private final ProcessingTimeService clock;
    private final RowDecoder decoder;
    private long stalenessMs;

    /** @param skippedRows counts those that cannot be read */
    RowIntake(Learner learner, ProcessingTimeService clock, Counter skippedRows) {
        this.learner = learner;
        this.clock = clock;
        this.decoder = new RowDecoder(skippedRows);
    }

    void takeIn(Broadcast broadcast) {
        if (broadcast instanceof PublishedRows published) {
            takeIn(published);
        } else if (broadcast instanceof CatalogueChanges changes) {
            changes.changes().forEach(change -> takeIn(change, learner));
        } else if (broadcast instanceof RulesChange change) {
            learner.rules().take(change);
        }
    }

    /** Age of the rows that came last: from their publication until they were taken in. */
    long stalenessMs() {
        return stalenessMs;
    }

    private void takeIn(PublishedRows published) {
        stalenessMs = clock.getCurrentProcessingTime() - published.publishedMs();
        for (byte[] record : published.rows()) {
            ItemState row = decoder.decode(record);
            if (row != null) {
                apply(row);
            }
        }
    }

    private void apply(ItemState row) {
        ItemReplica replica = learner.replica();
        long refused = replica.refused();
        replica.apply(row);
        if (replica.refused() > refused) {
            LOG.warn(
                    "Left out the published row of '{}': with what was learned here, a value is not finite",
                    row.rowId());
        }
    }

    /** Before the first event, which waits in its topic until all rows are there. */
    static void takeUp(String rowId, @Nullable ItemState row, Learner learner) {
        if (row == null) {
            learner.replica().takeBack(rowId);
        } else {
            learner.replica().apply(row);
        }
    }

    static void takeIn(CatalogueChange change, Learner learner) {
        Recommender recommender = learner.recommender();
        boolean fits = recommender.takeIn(change.itemId(), change.facts(), change.content());
        if (!fits && recommender.catalogue().contents().refused() == 1) {
            LOG.warn(
                    "Left out the content vector of '{}', whose length is not that of the others; from now on such are only"
                            + " counted",
                    change.itemId());
        }
    }
}
