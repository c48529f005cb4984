package io.freshet.jobs.live;

import io.freshet.jobs.kafka.Inbound;
import io.freshet.jobs.kafka.RecordDecoder;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.flink.util.function.SerializableSupplier;
import org.jspecify.annotations.Nullable;

/** {@link EarlierRecords} of an input topic, up to where it ended when the job was submitted. */
final class InboundTopic<I extends Inbound, T> implements EarlierRecords<T> {
    private static final long serialVersionUID = 1L;

    private final EarlierTopic topic;
    private final Map<Integer, Long> ends;
    private final SerializableSupplier<RecordDecoder> newDecoder;
    private final Class<I> kind;
    private final SerializableFunction<I, T> change;

    /**
     * @param ends by partition
     * @param kind of what the decoder makes of a record that can be used
     */
    InboundTopic(
            EarlierTopic topic,
            Map<Integer, Long> ends,
            SerializableSupplier<RecordDecoder> newDecoder,
            Class<I> kind,
            SerializableFunction<I, T> change) {
        this.topic = topic;
        this.ends = ends;
        this.newDecoder = newDecoder;
        this.kind = kind;
        this.change = change;
    }

    @Override
    public void read(Consumer<T> changes) throws IOException {
        RecordDecoder decoder = newDecoder.get();
        topic.readTo(ends, record -> take(decoder.decode(record), changes));
    }

    private @Nullable String take(Inbound inbound, Consumer<T> changes) {
        if (inbound instanceof Inbound.Rejected rejected) {
            return rejected.letter().message();
        }
        changes.accept(change.apply(kind.cast(inbound)));
        return null;
    }
}
