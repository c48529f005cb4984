package io.freshet.jobs.live;

import io.freshet.jobs.kafka.PublishedRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Collects published rows for a few milliseconds, so that a replica takes in many at a time.
 *
 * <p>Flink serves the two inputs of PERSONALIZE in turn, record by record. Every event makes several rows, for every
 * replica: one by one they would queue up behind the interactions whenever those come faster than they are answered, and the
 * replicas would fall behind each other without limit. Holds no state, since it passes on what it has before a barrier. Mailbox
 * thread only.
 */
final class RowCollector extends AbstractStreamOperator<PublishedRows>
        implements OneInputStreamOperator<byte[], PublishedRows> {
    static final int MAX_ROWS = 256;
    static final long MAX_DELAY_MS = 5;

    private static final long serialVersionUID = 1L;

    private transient List<byte[]> rows;
    private transient boolean scheduled;
    private transient long publishedMs;

    @SuppressWarnings("NullAway.Init")
    RowCollector() {}

    @Override
    public void open() throws Exception {
        super.open();
        rows = new ArrayList<>();
    }

    @Override
    public void processElement(StreamRecord<byte[]> element) {
        if (rows.isEmpty()) {
            publishedMs = element.getTimestamp();
        }
        rows.add(element.getValue());
        if (rows.size() == MAX_ROWS) {
            passOn();
        } else if (!scheduled) {
            schedule();
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        passOn();
    }

    @Override
    public void finish() throws Exception {
        passOn();
        super.finish();
    }

    private void schedule() {
        scheduled = true;
        getProcessingTimeService()
                .registerTimer(getProcessingTimeService().getCurrentProcessingTime() + MAX_DELAY_MS, time -> {
                    scheduled = false;
                    passOn();
                });
    }

    private void passOn() {
        if (!rows.isEmpty()) {
            output.collect(new StreamRecord<>(new PublishedRows(rows, publishedMs)));
            rows.clear();
        }
    }
}
