package io.freshet.jobs.live;

import io.freshet.jobs.kafka.DeadLetter;
import io.freshet.jobs.kafka.Inbound;
import io.freshet.jobs.serde.Types;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Lets through what is of a user and puts rejected records on the side. */
final class RejectedToDeadLetters extends ProcessFunction<Inbound, Inbound.OfUser> {
    static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters", Types.deadLetter());

    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Inbound inbound, Context context, Collector<Inbound.OfUser> out) {
        if (inbound instanceof Inbound.OfUser ofUser) {
            out.collect(ofUser);
        } else if (inbound instanceof Inbound.Rejected rejected) {
            context.output(DEAD_LETTERS, rejected.letter());
        }
    }
}
