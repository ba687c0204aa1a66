"""A program that registers nothing, prints a lot and logs at every level."""

import pulumi

print("noise on standard output")
for number in range(200):
    print(number, "x" * 100)
pulumi.log.debug("debug")
pulumi.log.info("info")
pulumi.warn("warn")
