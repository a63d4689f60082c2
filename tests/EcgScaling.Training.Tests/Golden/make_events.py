"""A TensorBoard event file by the protocol buffer library and a plain CRC-32C. Run: python3 make_events.py > events.tfevents"""
import struct
import sys
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

# The part of TensorFlow's event.proto and summary.proto that scalars need.
file = descriptor_pb2.FileDescriptorProto(name="event.proto", package="tensorflow", syntax="proto3")
field = descriptor_pb2.FieldDescriptorProto
value = file.message_type.add(name="Value")
value.field.add(name="tag", number=1, type=field.TYPE_STRING, label=field.LABEL_OPTIONAL)
value.field.add(name="simple_value", number=2, type=field.TYPE_FLOAT, label=field.LABEL_OPTIONAL)
summary = file.message_type.add(name="Summary")
summary.field.add(name="value", number=1, type=field.TYPE_MESSAGE, type_name=".tensorflow.Value", label=field.LABEL_REPEATED)
event = file.message_type.add(name="Event")
event.field.add(name="wall_time", number=1, type=field.TYPE_DOUBLE, label=field.LABEL_OPTIONAL)
event.field.add(name="step", number=2, type=field.TYPE_INT64, label=field.LABEL_OPTIONAL)
event.field.add(name="file_version", number=3, type=field.TYPE_STRING, label=field.LABEL_OPTIONAL)
event.field.add(name="summary", number=5, type=field.TYPE_MESSAGE, type_name=".tensorflow.Summary", label=field.LABEL_OPTIONAL)
pool = descriptor_pool.DescriptorPool()
pool.Add(file)
Event = message_factory.MessageFactory(pool).GetPrototype(pool.FindMessageTypeByName("tensorflow.Event"))


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def masked(data):
    crc = crc32c(data)
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def record(message):
    data = message.SerializeToString(deterministic=True)
    length = struct.pack("<Q", len(data))
    return length + struct.pack("<I", masked(length)) + data + struct.pack("<I", masked(data))


assert crc32c(b"123456789") == 0xE3069283
later = Event(wall_time=1700000000.5, step=300)
later.summary.value.add(tag="train/loss", simple_value=0.25)
later.summary.value.add(tag="held out/macro AUROC", simple_value=-1.5)
sys.stdout.buffer.write(record(Event(wall_time=1700000000.5, file_version="brain.Event:2")) + record(later))
