package io.freshet.jobs.serde;

import io.freshet.features.OwnedRow;
import io.freshet.features.RowDelta;
import io.freshet.features.UserState;
import io.freshet.jobs.kafka.Broadcast;
import io.freshet.jobs.kafka.DeadLetter;
import io.freshet.jobs.kafka.Inbound;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Interaction;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.Recommendations;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The types of everything that travels or is kept in the job. */
public final class Types {
    private Types() {}

    public static TypeInformation<Inbound> inbound() {
        return new RecordTypeInfo<>(Inbound.class, new InboundSerializer());
    }

    public static TypeInformation<Inbound.OfUser> ofUser() {
        return new RecordTypeInfo<>(Inbound.OfUser.class, new OfUserSerializer());
    }

    public static TypeInformation<DeadLetter> deadLetter() {
        return new RecordTypeInfo<>(DeadLetter.class, new DeadLetterSerializer());
    }

    public static TypeInformation<Interaction> interaction() {
        return new RecordTypeInfo<>(Interaction.class, new InteractionSerializer());
    }

    public static TypeInformation<ItemState> itemState() {
        return new RecordTypeInfo<>(ItemState.class, new ItemStateSerializer());
    }

    public static TypeInformation<Inbound.OfItem> ofItem() {
        return new RecordTypeInfo<>(Inbound.OfItem.class, new OfItemSerializer());
    }

    public static TypeInformation<Broadcast> broadcast() {
        return new RecordTypeInfo<>(Broadcast.class, new BroadcastSerializer());
    }

    public static TypeInformation<Evaluation> evaluation() {
        return new RecordTypeInfo<>(Evaluation.class, new EvaluationSerializer());
    }

    public static TypeInformation<Recommendations> recommendations() {
        return new RecordTypeInfo<>(Recommendations.class, new RecommendationsSerializer());
    }

    public static TypeInformation<RowDelta> rowDelta() {
        return new RecordTypeInfo<>(RowDelta.class, new RowDeltaSerializer());
    }

    public static TypeInformation<UserState> userState() {
        return new RecordTypeInfo<>(UserState.class, new UserStateSerializer());
    }

    public static TypeInformation<OwnedRow> ownedRow() {
        return new RecordTypeInfo<>(OwnedRow.class, new OwnedRowSerializer());
    }
}
