package io.freshet.jobs;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.Buffer;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Final, and of no type whose contents can change: neither array, atomic, buffer nor a collection that is not List, Set or Map. */
final class BeConstant extends ArchCondition<JavaField> {
    BeConstant() {
        super("be constant");
    }

    @Override
    public void check(JavaField field, ConditionEvents events) {
        // what the compiler adds ($VALUES of enums, switch tables) is constant
        boolean ours = !field.getModifiers().contains(JavaModifier.SYNTHETIC);
        boolean assignable = !field.getModifiers().contains(JavaModifier.FINAL);
        if (ours && (assignable || canHoldState(field.getRawType()))) {
            String what =
                    field.getDescription() + " is " + (assignable ? "not final" : "of a type that can hold state");
            events.add(SimpleConditionEvent.violated(field, what + ": make it an instance field, or a List.of"));
        }
    }

    private static boolean canHoldState(JavaClass type) {
        return type.isArray()
                || isMutableCollection(type)
                || type.getPackageName().equals("java.util.concurrent.atomic")
                || Stream.of(ThreadLocal.class, BitSet.class, Buffer.class, Appendable.class)
                        .anyMatch(type::isAssignableTo);
    }

    private static boolean isMutableCollection(JavaClass type) {
        boolean constantForm = Stream.of(List.class, Set.class, Map.class).anyMatch(type::isEquivalentTo);
        return !constantForm && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class));
    }
}
