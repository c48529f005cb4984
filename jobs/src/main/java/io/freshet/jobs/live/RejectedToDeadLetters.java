package io.freshet.jobs.live;

import io.freshet.jobs.kafka.DeadLetter;
import io.freshet.jobs.kafka.Inbound;
import io.freshet.jobs.serde.Types;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Lets records of one kind through and puts rejected ones on the side. */
final class RejectedToDeadLetters<T extends Inbound> extends ProcessFunction<Inbound, T> {
    static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters", Types.deadLetter());

    private static final long serialVersionUID = 1L;

    private final Class<T> kind;

    RejectedToDeadLetters(Class<T> kind) {
        this.kind = kind;
    }

    @Override
    public void processElement(Inbound inbound, Context context, Collector<T> out) {
        if (inbound instanceof Inbound.Rejected rejected) {
            context.output(DEAD_LETTERS, rejected.letter());
        } else {
            out.collect(kind.cast(inbound));
        }
    }
}
