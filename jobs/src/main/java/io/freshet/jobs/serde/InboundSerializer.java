package io.freshet.jobs.serde;

import io.freshet.jobs.kafka.Inbound;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link Inbound}: a tag and what the tag says. */
public final class InboundSerializer extends ImmutableSerializer<Inbound> {
    private static final long serialVersionUID = 1L;
    private static final int OF_USER = 1;
    private static final int REJECTED = 2;
    private static final int OF_ITEM = 3;
    private static final int OF_RULES = 4;

    private final OfUserSerializer ofUsers = new OfUserSerializer();
    private final OfItemSerializer ofItems = new OfItemSerializer();
    private final RulesChangeSerializer rules = new RulesChangeSerializer();
    private final DeadLetterSerializer letters = new DeadLetterSerializer();

    @Override
    public void serialize(Inbound inbound, DataOutputView target) throws IOException {
        if (inbound instanceof Inbound.OfUser ofUser) {
            target.writeByte(OF_USER);
            ofUsers.serialize(ofUser, target);
        } else if (inbound instanceof Inbound.OfItem ofItem) {
            target.writeByte(OF_ITEM);
            ofItems.serialize(ofItem, target);
        } else if (inbound instanceof Inbound.OfRules ofRules) {
            target.writeByte(OF_RULES);
            rules.serialize(ofRules.change(), target);
        } else if (inbound instanceof Inbound.Rejected rejected) {
            target.writeByte(REJECTED);
            letters.serialize(rejected.letter(), target);
        }
    }

    @Override
    public Inbound deserialize(DataInputView source) throws IOException {
        int tag = source.readByte();
        return switch (tag) {
            case OF_USER -> ofUsers.deserialize(source);
            case OF_ITEM -> ofItems.deserialize(source);
            case OF_RULES -> new Inbound.OfRules(rules.deserialize(source));
            case REJECTED -> new Inbound.Rejected(letters.deserialize(source));
            default -> throw new IOException("an inbound record has the unknown tag " + tag);
        };
    }

    @Override
    public TypeSerializer<Inbound> duplicate() {
        return new InboundSerializer();
    }

    @Override
    public TypeSerializerSnapshot<Inbound> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says that the format versions itself. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Inbound> {
        public Snapshot() {
            super(InboundSerializer::new);
        }
    }
}
