"""Access: who may work at the desk: users, their roles and scope, passwords, the recovery slot."""
