package io.freshet.jobs.live;

import io.freshet.jobs.kafka.Broadcast;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Collects records for a few milliseconds, so that a replica takes in many at a time.
 *
 * <p>Flink serves the two inputs of PERSONALIZE in turn, record by record, and cannot be asked to prefer one. Every event makes several rows, for every
 * replica: one by one they would queue up behind the interactions whenever those come faster than they are answered, and the
 * replicas would fall behind each other without limit. Holds no state, since it passes on what it has before a barrier. Mailbox
 * thread only.
 */
abstract class BroadcastCollector<T> extends AbstractStreamOperator<Broadcast>
        implements OneInputStreamOperator<T, Broadcast> {
    static final int MAX_RECORDS = 256;
    static final long MAX_DELAY_MS = 5;

    private static final long serialVersionUID = 1L;

    private transient List<T> records;
    private transient boolean scheduled;
    private transient long firstMs;

    @SuppressWarnings("NullAway.Init")
    BroadcastCollector() {}

    /**
     * What is passed on in place of the records.
     *
     * @param firstMs when the first of them was published
     */
    abstract Broadcast together(List<T> collected, long firstMs);

    @Override
    public void open() throws Exception {
        super.open();
        records = new ArrayList<>();
    }

    @Override
    public void processElement(StreamRecord<T> element) {
        if (records.isEmpty()) {
            firstMs = element.getTimestamp();
        }
        records.add(element.getValue());
        if (records.size() == MAX_RECORDS) {
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
        if (!records.isEmpty()) {
            output.collect(new StreamRecord<>(together(records, firstMs)));
            records.clear();
        }
    }
}
