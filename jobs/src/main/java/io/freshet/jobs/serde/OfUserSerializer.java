package io.freshet.jobs.serde;

import io.freshet.jobs.kafka.Inbound;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link Inbound.OfUser}: a tag and the record in its topic's encoding. */
public final class OfUserSerializer extends ImmutableSerializer<Inbound.OfUser> {
    private static final long serialVersionUID = 1L;
    private static final int EVENT = 1;
    private static final int REQUEST = 2;
    private static final int IMPRESSION = 3;

    private final InteractionSerializer events = new InteractionSerializer();
    private final RequestSerializer requests = new RequestSerializer();
    private final ImpressionSerializer impressions = new ImpressionSerializer();

    @Override
    public void serialize(Inbound.OfUser inbound, DataOutputView target) throws IOException {
        if (inbound instanceof Inbound.Event event) {
            target.writeByte(EVENT);
            events.serialize(event.interaction(), target);
        } else if (inbound instanceof Inbound.Request asked) {
            target.writeByte(REQUEST);
            requests.serialize(asked.request(), target);
        } else if (inbound instanceof Inbound.Shown shown) {
            target.writeByte(IMPRESSION);
            impressions.serialize(shown.impression(), target);
        }
    }

    @Override
    public Inbound.OfUser deserialize(DataInputView source) throws IOException {
        int tag = source.readByte();
        return switch (tag) {
            case EVENT -> new Inbound.Event(events.deserialize(source));
            case REQUEST -> new Inbound.Request(requests.deserialize(source));
            case IMPRESSION -> new Inbound.Shown(impressions.deserialize(source));
            default -> throw new IOException("a record of a user has the unknown tag " + tag);
        };
    }

    @Override
    public TypeSerializer<Inbound.OfUser> duplicate() {
        return new OfUserSerializer();
    }

    @Override
    public TypeSerializerSnapshot<Inbound.OfUser> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says that the format versions itself. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Inbound.OfUser> {
        public Snapshot() {
            super(OfUserSerializer::new);
        }
    }
}
